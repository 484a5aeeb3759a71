/** What the command palette searches: any number of sources, each a group of results. */
import { shallowRef, type Component } from 'vue'

export interface PaletteItem {
  id: string
  label: string
  /** Matched stretches of `label`, as [start, end) in characters. */
  spans?: [number, number][]
  /** Second words, right-aligned. */
  detail?: string
  icon?: Component
  /** Chord printed beside it. */
  caps?: string
  run: () => void
}

export interface PaletteSource {
  id: string
  /** Head of the group: `企业`, `诉求`, `前往`. */
  title: string
  /** Called on each keystroke, also with an empty query. */
  search: (query: string) => PaletteItem[] | Promise<PaletteItem[]>
}

export const paletteSources = shallowRef<readonly PaletteSource[]>([])

/** Adds a source until the returned function is called. */
export function registerPaletteSource(source: PaletteSource): () => void {
  paletteSources.value = [...paletteSources.value.filter((s) => s.id !== source.id), source]
  return () => {
    paletteSources.value = paletteSources.value.filter((s) => s !== source)
  }
}
