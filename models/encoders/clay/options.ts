/** How place and time are told to the network; kept with the encoder, since other choices make other embeddings. */
export interface ClayOptions {
  /**
   * `lat-first` as Clay's tutorials and exports have it. Its training data was very probably written the other way
   * round: stacchip's `prechip.py` (April to July 2024) unpacks (lat, lon) codes into variables named lon, lat. The
   * training files that could tell are not public.
   */
  readonly placeOrder: "lat-first" | "lon-first";
  /** The same script very probably set every hour to 12:00 UTC. */
  readonly hour: "as-acquired" | "noon";
  /** `unknown` feeds zeros for all chips, which v1.5 saw for a fifth of its training chips. */
  readonly placeAndTime: "known" | "unknown";
}

export const defaultClayOptions: ClayOptions = {
  placeOrder: "lat-first",
  hour: "as-acquired",
  placeAndTime: "known",
};
