/**
 * What Clay cannot take. The message says what it is and what to do: of a checkpoint a clause ("it is ..."), of bands or
 * a chip a sentence.
 */
export class ClayRefusal extends RangeError {
  override readonly name = "ClayRefusal";
}
