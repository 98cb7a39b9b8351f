/** The value in the middle; the mean of both where there are two. */
export function median(values) {
  return quantile(values, 0.5);
}

/** The value below which such a part of the values is, between neighbours by their distance. */
export function quantile(values, part) {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}
