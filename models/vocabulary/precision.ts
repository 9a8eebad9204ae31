/** How a network's matrices are kept and multiplied: float32, float16, or integers of eight bits. */
export type Precision = "fp32" | "fp16" | "int8";
