/**
 * Lets files be dropped anywhere on the page. Without it, the browser would leave the page for the file.
 *
 * @param over told whether a file is held over the page
 * @param dropped told the files
 */
export function acceptFiles(over: (isOver: boolean) => void, dropped: (files: File[]) => void): void {
  const hold = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    if (event.defaultPrevented) {
      over(false); // somebody else takes files there
      return;
    }
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    over(true);
  };
  addEventListener('dragenter', hold);
  addEventListener('dragover', hold);
  addEventListener('dragleave', (event) => {
    // Between two elements of the page there is another one that it goes to.
    if (event.relatedTarget === null) over(false);
  });
  addEventListener('drop', (event) => {
    over(false);
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    dropped([...(event.dataTransfer?.files ?? [])]);
  });
}

/** Text that is dragged from one field to another is none of ours. */
function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
