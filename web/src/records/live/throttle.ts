/** Runs soon after the first call, then at most once per pause, and once more for what came meanwhile. */
export function throttled(run: () => void, soon: number, pause: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (timer !== undefined) return;
    const wait = Math.max(soon, last + pause - Date.now());
    timer = setTimeout(() => {
      timer = undefined;
      last = Date.now();
      run();
    }, wait);
  };
}
