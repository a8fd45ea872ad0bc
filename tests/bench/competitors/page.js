// Runs a competitor over all pictures in as many workers as there are cores. Returns seconds.
const workers = new Map();

function pool(engine) {
  if (!workers.has(engine)) {
    const count = navigator.hardwareConcurrency;
    workers.set(
      engine,
      Array.from({ length: count }, () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })),
    );
  }
  return workers.get(engine);
}

window.pictures = [];
window.load = async (urls) => {
  window.pictures = await Promise.all(urls.map((url) => fetch(url).then((response) => response.blob())));
};

window.measure = async (engine, format) => {
  const queue = [...window.pictures];
  const started = performance.now();
  await Promise.all(
    pool(engine).map(async (worker) => {
      for (let blob = queue.shift(); blob; blob = queue.shift()) {
        const bytes = await blob.arrayBuffer();
        await new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.size));
          worker.postMessage({ engine, bytes, format }, [bytes]);
        });
      }
    }),
  );
  return (performance.now() - started) / 1000;
};
