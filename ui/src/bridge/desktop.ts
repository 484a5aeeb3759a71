/** What only a desktop window can do: files, folders, printers, the start itself. */
import type { Backup, ErrorCode, RestoreOutcome } from './bindings'
import { invokeDesktop } from './call'

/** How the start went. `refused`: the data folder at `path` was left untouched. */
export type Startup =
  | { status: 'ready' }
  | {
      status: 'refused'
      code: ErrorCode
      path: string
      /** Plain Chinese; empty when the code says it all. */
      hint: string
      /** English detail for technicians. */
      detail: string
      last_good_backup: Backup | null
    }

/** Waits until the office is open, or tells why it is not. */
export const startup = (): Promise<Startup> => invokeDesktop('desktop_startup', {})

/** Restores a backup into a new or empty folder, without an open office. */
export const restoreInto = (backup: string, into: string): Promise<RestoreOutcome> =>
  invokeDesktop('desktop_restore', { backup, into })

/** Starts the program anew on this data folder, which stays the one opened from then on. */
export const useFolder = (path: string): Promise<void> =>
  invokeDesktop('desktop_use_folder', { path })

/** Opens the file with the system's own program. */
export const openFile = (path: string): Promise<void> =>
  invokeDesktop('desktop_open_file', { path })

/** Shows the folder in the system's file manager. */
export const openFolder = (path: string): Promise<void> =>
  invokeDesktop('desktop_open_folder', { path })

/** Asks where to keep a copy of `path` and writes it; null when the clerk cancelled. */
export const saveAs = (path: string, suggestedName: string): Promise<string | null> =>
  invokeDesktop('desktop_save_as', { path, suggestedName })

/** Where a paper went: a printer's queue, or the viewer that prints it. */
export type Printed = { to: 'printer'; name: string } | { to: 'viewer' }

/** Sends a PDF the program made to the system printer; without one the viewer shows it. */
export const printFile = (path: string, copies?: number): Promise<Printed> =>
  invokeDesktop('desktop_print', { path, copies })

export interface ChooseFile {
  title: string
  /** Extensions without the dot; empty for any. */
  extensions: string[]
}

/** Asks for one file; null when the clerk cancelled. */
export const chooseFile = ({ title, extensions }: ChooseFile): Promise<string | null> =>
  invokeDesktop('desktop_choose_file', { title, extensions })

/** Asks for any number of files; none when the clerk cancelled. */
export const chooseFiles = ({ title, extensions }: ChooseFile): Promise<string[]> =>
  invokeDesktop('desktop_choose_files', { title, extensions })

/** Asks for a folder; null when the clerk cancelled. */
export const chooseFolder = (title: string): Promise<string | null> =>
  invokeDesktop('desktop_choose_folder', { title })

/** Asks where a new file shall stand; null when the clerk cancelled. */
export const chooseSave = (title: string, suggestedName: string): Promise<string | null> =>
  invokeDesktop('desktop_choose_save', { title, suggestedName })
