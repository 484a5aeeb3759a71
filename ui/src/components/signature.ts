import type { Ink, Stroke } from '@/bridge/bindings'

/** A signature as vector strokes, in CSS pixels of the pad it was written on. */
export type Strokes = Ink
export type { Stroke }

/** Points nearer than this, in CSS pixels, tell nothing of the hand. */
const STEP = 3

/** The points that carry a stroke: evenly apart, and always the first and the last. */
export function thinned(points: [number, number][]): [number, number][] {
  const kept: [number, number][] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= STEP) kept.push(point)
  }
  const [end, last] = [points.at(-1), kept.at(-1)]
  if (end && last && (end[0] !== last[0] || end[1] !== last[1])) kept.push(end)
  return kept
}
