/** A signature as vector strokes, in CSS pixels of the pad it was written on. */
export interface Strokes {
  width: number
  height: number
  strokes: {
    /** Widest line of the stroke. */
    width: number
    /** `[x, y]` or `[x, y, milliseconds]`. */
    points: [number, number, number?][]
  }[]
}
