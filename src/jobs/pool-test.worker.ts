import { expose } from 'comlink';

/** For pool.browser.test.ts: a worker that answers, sticks, dies or fails as it is told. */
expose({
  async echo(value: string): Promise<string> {
    return value;
  },
  async spin(): Promise<void> {
    for (;;);
  },
  async crash(): Promise<void> {
    setTimeout(() => {
      throw new Error('memory access out of bounds');
    });
    await new Promise(() => {});
  },
  async fail(name: string): Promise<void> {
    throw Object.assign(new Error(''), { name });
  },
});
