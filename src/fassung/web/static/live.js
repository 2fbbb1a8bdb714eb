// Tells a page that something has changed at the desk.

const PAUSE = 5000;

/**
 * Calls `changed` whenever the desk says so. A tab that nobody looks at holds no connection;
 * where events do not come through (some proxies), it asks every few seconds instead.
 */
export function follow(address, changed) {
  let source = null;
  let timer = null;
  let failures = 0;

  const stop = () => {
    source?.close();
    source = null;
    clearTimeout(timer);
  };

  const ask = () => {
    changed();
    timer = setTimeout(ask, PAUSE);
  };

  const start = () => {
    stop();
    if (failures > 2) {
      timer = setTimeout(ask, PAUSE);
      return;
    }
    source = new EventSource(address);
    source.addEventListener("changed", (event) => {
      failures = 0;
      changed(event.data);
    });
    source.addEventListener("error", () => {
      failures += 1;
      if (source?.readyState === EventSource.CLOSED || failures > 2) {
        stop();
        timer = setTimeout(start, PAUSE);
      }
    });
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else {
      changed();
      start();
    }
  });
  window.addEventListener("pagehide", stop);
  if (!document.hidden) start();
}
