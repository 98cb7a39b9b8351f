import { readText } from './files.js';
import { OutputFile, UnwritableFile } from './output-file.js';

/**
 * Writes a file anew, in one move; behind a link that stays one.
 * @param before what it was read as: where somebody has changed it since, it stays as it is
 * @param whileWhat what went on meanwhile, such as `while its scenarios ran`
 * @throws UnwritableFile, UnreadableFile
 */
export async function replaceFile(file: string, before: string, after: string, whileWhat: string): Promise<void> {
  const output = await OutputFile.create(file);
  try {
    await output.write(after);
    if ((await readText(file)) !== before) {
      throw new UnwritableFile(file, new Error(`it was changed ${whileWhat}. Run it again.`));
    }
    await output.close();
  } catch (error) {
    await output.discard();
    throw error;
  }
}
