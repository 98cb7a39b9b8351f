/**
 * Saves a document as a file of the person's.
 * @param name what the document is called
 * @param kind `workspace` or `scenario`
 */
export function saveFile(text: string, name: string | undefined, kind: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `${fileName(name)}.${kind}.json`;
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
