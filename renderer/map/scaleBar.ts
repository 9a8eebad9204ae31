/** A round length and how many pixels it takes. */
export interface ScaleBar {
  readonly label: string;
  readonly widthPixels: number;
}

/** The longest of 1, 2, 5, 10 … that fits. */
export function scaleBar(metersPerPixel: number, widestPixels: number): ScaleBar {
  const longest = metersPerPixel * widestPixels;
  const power = 10 ** Math.floor(Math.log10(longest));
  const meters = ([5, 2, 1].find((step) => step * power <= longest) ?? 1) * power;
  return {
    label: meters >= 1000 ? `${meters / 1000} km` : `${meters} m`,
    widthPixels: Math.round(meters / metersPerPixel),
  };
}
