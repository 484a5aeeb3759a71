import type { Ink } from '@/bridge/bindings'

/** A signature as vector strokes, in CSS pixels of the pad it was written on. */
export type Strokes = Ink
