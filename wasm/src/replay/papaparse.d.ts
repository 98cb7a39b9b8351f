/** The part of Papa Parse that is used here: rows of one text, one after the other. */
declare const Papa: {
  parse(
    text: string,
    settings: {
      delimiter?: string;
      delimitersToGuess?: string[];
      newline?: '\n' | '\r' | '\r\n';
      /** Rows at the most; 0 for all. */
      preview?: number;
      /** `false`: with quotation marks. */
      fastMode?: false;
      /** Called for each row; `meta.cursor` is where the next one begins. */
      step?(row: PapaResult<string[]>, parser: { abort(): void }): void;
    },
  ): PapaResult<string[][]>;
};
export default Papa;

interface PapaResult<Data> {
  data: Data;
  errors: { type: string; code: string; message: string }[];
  meta: { delimiter: string; linebreak: string; cursor: number };
}
