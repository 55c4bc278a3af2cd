/** Waits for something to come true. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  withinMs = 5000,
  what = 'it',
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
