/**
 * The words of CUDA's arena, cuBLAS, Dawn, DirectX and the C++ library; and of `checkRows`, since WebGPU only logs that
 * memory was too small and answers with what is in the buffer.
 */
const words =
  /answered (zeros|no numbers) for chip|out of memory|bad_alloc|Failed to allocate memory|ALLOC_FAILED|E_OUTOFMEMORY|DXGI_ERROR_DEVICE_REMOVED|exceeds the max(imum)? buffer/i;

/** Whether a failure's words say that memory was too small. */
export function outOfMemory(message: string): boolean {
  return words.test(message);
}
