// The live line to the server: events in, reconnecting with growing pauses.
import { dropMessage, emit, putChat, putMessage, readCommands, readState, refreshView, store } from "./store.js";

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8_000;
let pause = FIRST_PAUSE;

const HANDLERS = {
  message: ({ message }) => putMessage(message),
  deleted: ({ chat, message }) => dropMessage(chat, message),
  action: ({ chat, action }) => emit("action", { chat, action }),
  chat: ({ chat }) => putChat(chat),
  commands: () => readCommands(),
  clock: ({ now }) => emit("clock", now),
};

function setConnected(connected) {
  store.connected = connected;
  emit("connection");
}

// What happens while the state is under way is newer than it.
let late = null;

function take(event) {
  if (late) late.push(event);
  else HANDLERS[event.type]?.(event);
}

async function caughtUp() {
  late = [];
  try {
    await readState();
  } finally {
    const events = late;
    late = null;
    events.forEach(take);
  }
  await Promise.all([refreshView(), readCommands()]);
  pause = FIRST_PAUSE;
  setConnected(true);
}

export function listen() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/control/events`);
  socket.addEventListener("open", () => caughtUp().catch(() => socket.close()));
  socket.addEventListener("message", ({ data }) => take(JSON.parse(data)));
  socket.addEventListener("close", () => {
    setConnected(false);
    setTimeout(listen, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  });
}
