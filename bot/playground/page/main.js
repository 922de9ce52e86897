// Putting the page together: every part mounts itself, then the state is read.
import { mountActions } from "./actions.js";
import { mountChats } from "./chats.js";
import { mountClock } from "./clock.js";
import { mountComposer } from "./composer.js";
import { byId } from "./dom.js";
import { listen } from "./events.js";
import { mountFaults } from "./faults.js";
import { mountHeader } from "./header.js";
import { mountHistory } from "./history.js";
import { startRoutes } from "./routes.js";
import { mountSelection } from "./selection.js";
import { mountShortcuts } from "./shortcuts.js";
import { readState } from "./store.js";
import { attempt } from "./toasts.js";

const side = byId("side");
mountChats(side);
mountClock(side);
mountFaults(side);
mountHistory();
mountHeader();
mountComposer(byId("foot"));
mountSelection();
mountActions();
mountShortcuts();

await attempt(readState);
startRoutes();
listen();
