import { Menu } from "@mantine/core";
import { dismissCards, type IntakeCard } from "../state/cards.ts";
import { checkAgain } from "../state/examine.ts";
import { copyText } from "../ui/copyText.ts";
import { Icon } from "../ui/Icon.tsx";
import { sceneName } from "./words.ts";

/** What else can be done with a card. `cards` are all that it stands for. */
export function CardMenu({ cards }: { readonly cards: readonly [IntakeCard, ...IntakeCard[]] }) {
  const [card] = cards;
  return (
    <Menu position="bottom-end" offset={4} classNames={{ dropdown: "menu", item: "menu-item" }}>
      <Menu.Target>
        <button type="button" className="ib" aria-label={`More for ${sceneName(card.report)}`}>
          <Icon name="more" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {card.report.status !== "ready" && (
          <Menu.Item onClick={() => void checkAgain(cards)}>Check again</Menu.Item>
        )}
        <Menu.Item onClick={() => copyText(JSON.stringify(card.report, null, 2))}>Copy details</Menu.Item>
        <Menu.Item onClick={() => dismissCards(cards.map(({ id }) => id))}>
          {card.report.status === "ready" ? "Put the card away" : "Leave it out"}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
