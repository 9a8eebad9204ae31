import { Menu } from "@mantine/core";
import { chooseAndIndex, openDemo } from "../state/intake.ts";
import { Icon } from "../ui/Icon.tsx";

/** The button of the scenes page: files, a folder, or the demo. */
export function AddScenes({ isPrimary }: { readonly isPrimary: boolean }) {
  return (
    <Menu position="bottom-end" offset={4} classNames={{ dropdown: "menu", item: "menu-item" }}>
      <Menu.Target>
        <button type="button" className={isPrimary ? "btn primary" : "btn"}>
          <Icon name="plus" size={14} /> Add scenes <Icon name="chevron" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => chooseAndIndex("files")}>Files…</Menu.Item>
        <Menu.Item onClick={() => chooseAndIndex("folder")}>A folder…</Menu.Item>
        <Menu.Item onClick={openDemo}>The demo project</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
