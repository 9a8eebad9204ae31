import { useEffect, useRef } from "react";
import { useView } from "../state/view.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { areaKeys, shortcuts } from "./shortcuts.ts";

/** All keys of this window. */
export function ShortcutsDialog() {
  const isOpen = useView((state) => state.isHelpOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => useView.setState({ isHelpOpen: false });
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="shortcuts float" aria-labelledby="shortcuts-title" onClose={close}>
      <div className="row">
        <h1 id="shortcuts-title" className="sp">
          Keyboard shortcuts
        </h1>
        <IconButton icon="close" label="Close" keys="Esc" onClick={close} />
      </div>
      <dl>
        {[...shortcuts.map(({ shown, words }) => [shown, words] as const), ...areaKeys].map(
          ([shown, words]) => (
            <div key={`${shown} ${words}`}>
              <dt>
                <kbd className="kbd">{shown}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ),
        )}
      </dl>
    </dialog>
  );
}
