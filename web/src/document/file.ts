/**
 * Saves a document as a file of the person's.
 * @param name what the document is called
 * @param kind `workspace` or `scenario`
 */
export function saveFile(text: string, name: string | undefined, kind: string): void {
  saveBlob(new Blob([text], { type: 'application/json' }), `${fileName(name)}.${kind}.json`);
}

/** Saves what need not be a document. */
export function saveBlob(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function fileName(name: string | undefined): string {
  return (
    (name ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'rehearse'
  );
}
