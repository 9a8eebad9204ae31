import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";

/** A stand-in for Electron that does nothing and remembers what it was asked, in order (ELECTRON.md, section 10). */
export const journal: string[] = [];

class Port {
  readonly sent: unknown[] = [];
}

/** A utility process that only listens. */
export class FakeChild extends EventEmitter {
  readonly received: { message: { kind: string }; ports: unknown[] }[] = [];
  readonly entry: string;
  readonly options: { env: Record<string, string>; serviceName: string; stdio: string[] };
  /** A stream only where it is piped, as Electron has it. */
  readonly stderr: PassThrough | null;
  isKilled = false;
  constructor(entry: string, options: FakeChild["options"]) {
    super();
    this.entry = entry;
    this.options = options;
    this.stderr = options.stdio[2] === "pipe" ? new PassThrough() : null;
  }
  postMessage(message: { kind: string }, ports: unknown[] = []) {
    this.received.push({ message, ports });
    if (message.kind === "shutdown") queueMicrotask(() => this.emit("exit", 0));
  }
  kill() {
    this.isKilled = true;
    return true;
  }
}

/** Every process that was forked, oldest first. */
export const children: FakeChild[] = [];

/** The page of a window. */
export class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = [];
  send = (...message: unknown[]) => void this.sent.push(message);
}

/** A window that shows nothing. */
export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  isMinimized = () => true;
  restore = () => void journal.push("restore");
  focus = () => void journal.push("focus");
  show = () => void journal.push("show");
  loadURL = async (address: string) => void journal.push(`load ${address}`);
  readonly options: Record<string, unknown>;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    windows.push(this);
  }
}

/** Every window that was opened. */
export const windows: FakeWindow[] = [];

const ready = Promise.withResolvers<void>();

class FakeApp extends EventEmitter {
  readonly isPackaged = false;
  setName = (name: string) => void journal.push(`name ${name}`);
  setPath = (name: string) => void journal.push(`path ${name}`);
  enableSandbox = () => void journal.push("sandbox");
  requestSingleInstanceLock = (handOver: unknown) => {
    journal.push("lock");
    this.handedOver = handOver;
    return this.hasLock;
  };
  quit = () => void journal.push("quit");
  exit = (code: number) => void journal.push(`exit ${code}`);
  whenReady = () => ready.promise;
  hasLock = true;
  handedOver: unknown = null;
  becomeReady = async () => {
    journal.push("ready");
    ready.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
}

type PermissionRequest = (contents: null, permission: string, answer: (isGranted: boolean) => void) => void;
type PermissionCheck = (contents: null, permission: string) => boolean;

class FakeSession {
  onRequest: PermissionRequest = (_contents, _permission, answer) => answer(true);
  onCheck: PermissionCheck = () => true;
  setPermissionRequestHandler = (handler: PermissionRequest) => {
    this.onRequest = handler;
  };
  setPermissionCheckHandler = (handler: PermissionCheck) => {
    this.onCheck = handler;
  };
}

class FakeIpc extends EventEmitter {
  readonly handlers = new Map<string, (event: unknown, ...values: unknown[]) => unknown>();
  handle = (channel: string, handler: (event: unknown, ...values: unknown[]) => unknown) =>
    void this.handlers.set(channel, handler);
}

class FakeProtocol {
  privileges: unknown = null;
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  registerSchemesAsPrivileged = (schemes: unknown) => {
    journal.push("schemes");
    this.privileges = schemes;
  };
  handle = (scheme: string, handler: (request: Request) => Promise<Response>) => {
    journal.push(`handle ${scheme}`);
    this.schemes.set(scheme, handler);
  };
}

/** What `import … from "electron"` gives in these tests. */
export const electron = {
  app: new FakeApp(),
  session: { defaultSession: new FakeSession() },
  ipcMain: new FakeIpc(),
  protocol: new FakeProtocol(),
  BrowserWindow: FakeWindow,
  Menu: {
    buildFromTemplate: (template: unknown) => template,
    setApplicationMenu: () => journal.push("menu"),
  },
  MessageChannelMain: class {
    readonly port1 = new Port();
    readonly port2 = new Port();
  },
  dialog: {
    showErrorBox: (title: string) => void journal.push(`error box ${title}`),
    showOpenDialog: async () => ({ canceled: false, filePaths: ["/data/a.tif"] }),
  },
  utilityProcess: {
    fork: (entry: string, _args: string[], options: FakeChild["options"]) => {
      const child = new FakeChild(entry, options);
      journal.push(`fork ${options.serviceName}`);
      children.push(child);
      return child;
    },
  },
};
