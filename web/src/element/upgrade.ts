/**
 * Takes up properties that were set on an element before its class was there: they stand on the element itself, in the
 * way of the class's own. What a property refuses is told as an error that nobody catches.
 */
export function takeUp(element: HTMLElement, names: readonly string[]): void {
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = Reflect.get(element, name);
    Reflect.deleteProperty(element, name);
    try {
      Reflect.set(element, name, value);
    } catch (error) {
      reportError(error);
    }
  }
}
