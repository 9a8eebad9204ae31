import type { ElementType } from "./schema.ts";

/** Size of one dimension; a named one may be another in every run. */
export type Dimension = number | string;

/** An attribute of a node: a whole number, a list of them, a word, or a float where `float` says so. */
export type Attribute = number | string | readonly number[] | { readonly float: number };
export type Attributes = Readonly<Record<string, Attribute>>;

/** A tensor in a graph, known by its name. */
export interface GraphValue {
  readonly graph: Graph;
  readonly name: string;
}

export interface GraphPort {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Dimension[];
}

export interface GraphNode {
  readonly name: string;
  readonly operator: string;
  /** Empty for ONNX's own operators. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** Where the numbers of a tensor lie: in a file beside the model's, little-endian and row-major. */
export interface ExternalPlace {
  readonly file: string;
  readonly offsetBytes: number;
}

/** Numbers that belong to the graph, row-major. */
export type Initializer =
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly data: Float32Array | BigInt64Array;
    }
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly type: ElementType;
      readonly place: ExternalPlace;
    };

/** A network under construction; operators.ts holds the operators, toModelBytes makes the file. */
export class Graph {
  readonly name: string;
  readonly inputs: GraphPort[] = [];
  readonly outputs: GraphPort[] = [];
  readonly nodes: GraphNode[] = [];
  readonly initializers: Initializer[] = [];
  readonly #values = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  /** A float32 tensor that a run is given. @throws Error on a name in use. */
  input(name: string, shape: readonly Dimension[]): GraphValue {
    const value = this.#declare(name);
    this.inputs.push({ name, type: "float32", shape });
    return value;
  }

  /** Weights, or int64 sizes and axes. @throws Error on a name in use or a length that is not the shape's. */
  constant(name: string, data: Float32Array | BigInt64Array, shape: readonly number[]): GraphValue {
    const length = shape.reduce((product, size) => product * size, 1);
    if (data.length !== length)
      throw new Error(`Constant ${name} has ${data.length} values, its shape [${shape}] needs ${length}.`);
    const value = this.#declare(name);
    this.initializers.push({ name, shape, data });
    return value;
  }

  /** Weights that stay in a file of their own. @throws Error on a name in use. */
  external(name: string, type: ElementType, shape: readonly number[], place: ExternalPlace): GraphValue {
    const value = this.#declare(name);
    this.initializers.push({ name, shape, type, place });
    return value;
  }

  /** Adds an operator with one result. @throws Error on an input that this graph does not have. */
  node(
    operator: string,
    inputs: readonly GraphValue[],
    attributes: Attributes = {},
    domain = "",
  ): GraphValue {
    return this.nodeWithResults(operator, inputs, 1, attributes, domain)[0]!;
  }

  /** The same with several results. */
  nodeWithResults(
    operator: string,
    inputs: readonly GraphValue[],
    resultCount: number,
    attributes: Attributes = {},
    domain = "",
  ): readonly GraphValue[] {
    for (const input of inputs) this.#require(input, operator);
    const name = this.#freshName(operator);
    const outputs = Array.from({ length: resultCount }, (_, index) =>
      this.#declare(index === 0 ? name : `${name}_${index}`),
    );
    this.nodes.push({
      name,
      operator,
      domain,
      inputs: inputs.map((input) => input.name),
      outputs: outputs.map((output) => output.name),
      attributes,
    });
    return outputs;
  }

  /** Gives a result under a name of its own. @throws Error on a name in use or a value of another graph. */
  output(name: string, value: GraphValue, shape: readonly Dimension[]): void {
    this.#require(value, `output ${name}`);
    this.#declare(name);
    this.nodes.push({
      name,
      operator: "Identity",
      domain: "",
      inputs: [value.name],
      outputs: [name],
      attributes: {},
    });
    this.outputs.push({ name, type: "float32", shape });
  }

  /** A scalar, stored once for every number. */
  scalar(value: number): GraphValue {
    const name = `scalar_${value}`;
    return this.#values.has(name) ? { graph: this, name } : this.constant(name, Float32Array.of(value), []);
  }

  /** A list of sizes or axes, stored once. */
  integers(values: readonly number[]): GraphValue {
    const name = `integers_${values.join("_")}`;
    if (this.#values.has(name)) return { graph: this, name };
    return this.constant(name, BigInt64Array.from(values, BigInt), [values.length]);
  }

  #declare(name: string): GraphValue {
    if (name === "") throw new Error(`Graph ${this.name}: a value needs a name.`);
    if (this.#values.has(name)) throw new Error(`Graph ${this.name} already has a value named ${name}.`);
    this.#values.add(name);
    return { graph: this, name };
  }

  #require(value: GraphValue, asker: string): void {
    if (value.graph !== this || !this.#values.has(value.name))
      throw new Error(`${asker} asks for ${value.name}, which graph ${this.name} does not have.`);
  }

  #freshName(operator: string): string {
    return `${operator}_${this.nodes.length}`;
  }
}

/** An empty graph. */
export function createGraph(name: string): Graph {
  return new Graph(name);
}
