import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code comes when it is first shown. preact/compat's `lazy` would bring all of compat.
 * @param onError called where the code cannot be loaded (a new version replaced it while this page was open)
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  onError: (error: unknown) => void,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [, setReady] = useState(loaded !== undefined);
    useEffect(() => {
      if (loaded) return;
      load().then((component) => {
        loaded = component;
        setReady(true);
      }, onError);
    }, []);
    return loaded ? h(loaded, props) : null;
  };
}
