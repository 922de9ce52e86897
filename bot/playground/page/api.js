// The control routes of the playground's server, one function each.

async function call(path, options = {}) {
  const response = await fetch(`/control/${path}`, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? body.description ?? `${response.status} ${response.statusText}`);
  return body;
}

function post(path, body, options = {}) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body), ...options });
}

function query(parameters) {
  const known = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return known.length ? `?${new URLSearchParams(known)}` : "";
}

export const PAGE = 50;
const PRESS_PATIENCE = 30_000;

export const api = {
  state: (person) => call(`state${query({ person })}`),
  messages: (chat, { thread, before } = {}) =>
    call(`chats/${chat}/messages${query({ thread, before, limit: PAGE })}`).then((page) => page.messages),
  // Whoever looks at the messages has read the chat.
  read: (chat) => call(`chats/${chat}/messages${query({ limit: 1 })}`),
  send: (chat, person, text, thread) => post(`chats/${chat}/send`, { person, text, thread: thread ?? undefined }),
  post: (chat, person, text) => post(`chats/${chat}/post`, { person, text }),
  forward: (chat, person, from, messages) =>
    post(`chats/${chat}/forward`, { person, from_chat: from, messages }),
  press: (chat, person, message, data) =>
    post(`chats/${chat}/press`, { person, message, data }, { signal: AbortSignal.timeout(PRESS_PATIENCE) }),
  share: (chat, person, request, shared) =>
    post(`chats/${chat}/share`, { person, request_id: request, chat: shared }),
  block: (chat, blocked) => post(`chats/${chat}/block`, { blocked }),
  remove: (chat, message) => post(`chats/${chat}/delete`, { message }),
  clock: (change) => post("clock", change),
  faults: () => call("faults"),
  setFaults: (faults) => post("faults", { faults }),
  upload(chat, person, files, caption, thread) {
    const form = new FormData();
    form.append("person", person);
    form.append("caption", caption);
    if (thread) form.append("thread", thread);
    for (const file of files) form.append("file", file, file.name);
    return call(`chats/${chat}/upload`, { method: "POST", body: form });
  },
};
