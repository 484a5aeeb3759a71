/** What only a desktop window can do: files, folders, printers. */
import { invokeDesktop } from './call'

/** Opens the file with the system's own program. */
export const openFile = (path: string): Promise<void> =>
  invokeDesktop('desktop_open_file', { path })

/** Asks where to keep a copy of `path` and writes it; null when the clerk cancelled. */
export const saveAs = (path: string, suggestedName: string): Promise<string | null> =>
  invokeDesktop('desktop_save_as', { path, suggestedName })

/** Sends a PDF to the system printer. */
export const printFile = (path: string): Promise<void> => invokeDesktop('desktop_print', { path })

export interface ChooseFile {
  title: string
  /** Extensions without the dot; empty for any. */
  extensions: string[]
}

/** Asks for one file; null when the clerk cancelled. */
export const chooseFile = ({ title, extensions }: ChooseFile): Promise<string | null> =>
  invokeDesktop('desktop_choose_file', { title, extensions })

/** Asks for a folder; null when the clerk cancelled. */
export const chooseFolder = (title: string): Promise<string | null> =>
  invokeDesktop('desktop_choose_folder', { title })

/** Asks where a new file shall stand; null when the clerk cancelled. */
export const chooseSave = (title: string, suggestedName: string): Promise<string | null> =>
  invokeDesktop('desktop_choose_save', { title, suggestedName })
