import type { ByteCursor } from './ByteCursor';
import { integerOf, parseFloatText, parseInteger, unescapeText, unquoteText } from './literals';
import { InertObject, PickleClass } from './PickleClass';

// A pickle is a program for a machine with a stack and a memo (Python's Lib/pickletools.py describes each instruction). The
// machine here makes data only: dicts are Maps, lists and tuples arrays, and a class is one the host knows, or an error.
// Nothing recurses, and what a short program might make is bounded, so that nesting and repetition cost nothing.

/** What the names in a pickle mean. */
export interface PickleHost {
  /** The class or function of this name; throws where it is none that may be named. */
  find(module: string, name: string): unknown;
  /** What is kept beside the pickle. */
  persistent(id: unknown): unknown;
}

const maxInstructions = 5_000_000;
const maxContainers = 1_000_000;
const newestProtocol = 5;

export class Unpickler {
  private stack: unknown[] = [];
  private marks: number[] = [];
  private readonly memo = new Map<number, unknown>();
  private containers = 0;
  private readonly cursor: ByteCursor;
  private readonly host: PickleHost;

  constructor(cursor: ByteCursor, host: PickleHost) {
    this.cursor = cursor;
    this.host = host;
  }

  /** Runs one pickle; the cursor is left behind it. */
  load(): unknown {
    for (let count = 0; count < maxInstructions; count++) {
      const code = this.cursor.u8();
      if (code === 0x2e) return this.pop();
      if (!(this.pushLiteral(code) || this.collect(code) || this.refer(code))) {
        this.cursor.fail(`0x${code.toString(16).padStart(2, '0')} is no instruction of a pickle that is known here`);
      }
    }
    return this.cursor.fail(`more than ${maxInstructions} instructions`);
  }

  /** Numbers and texts. */
  private pushLiteral(code: number): boolean {
    const { cursor, stack } = this;
    switch (code) {
      case 0x80: // PROTO
        this.checkProtocol(cursor.u8());
        return true;
      case 0x95: // FRAME
        if (cursor.u64() > cursor.remaining) cursor.fail('a frame longer than the file');
        return true;
      case 0x4e: // NONE
        return stack.push(null) > 0;
      case 0x88: // NEWTRUE
        return stack.push(true) > 0;
      case 0x89: // NEWFALSE
        return stack.push(false) > 0;
      case 0x4b: // BININT1
        return stack.push(cursor.u8()) > 0;
      case 0x4d: // BININT2
        return stack.push(cursor.u16()) > 0;
      case 0x4a: // BININT
        return stack.push(cursor.i32()) > 0;
      case 0x8a: // LONG1
        return stack.push(integerOf(cursor, cursor.u8())) > 0;
      case 0x8b: // LONG4
        return stack.push(integerOf(cursor, cursor.u32())) > 0;
      case 0x49: // INT
      case 0x4c: // LONG
        return stack.push(parseInteger(cursor)) > 0;
      case 0x46: // FLOAT
        return stack.push(parseFloatText(cursor)) > 0;
      case 0x47: // BINFLOAT
        return stack.push(cursor.f64BigEndian()) > 0;
      case 0x8c: // SHORT_BINUNICODE
      case 0x55: // SHORT_BINSTRING
        return stack.push(cursor.text(cursor.u8())) > 0;
      case 0x58: // BINUNICODE
      case 0x54: // BINSTRING
        return stack.push(cursor.text(cursor.u32())) > 0;
      case 0x8d: // BINUNICODE8
        return stack.push(cursor.text(cursor.u64())) > 0;
      case 0x53: // STRING
        return stack.push(unquoteText(cursor)) > 0;
      case 0x56: // UNICODE
        return stack.push(unescapeText(cursor)) > 0;
      case 0x43: // SHORT_BINBYTES
        return stack.push(cursor.take(cursor.u8())) > 0;
      case 0x42: // BINBYTES
        return stack.push(cursor.take(cursor.u32())) > 0;
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        return stack.push(cursor.take(cursor.u64())) > 0;
      default:
        return false;
    }
  }

  /** Lists, tuples, dicts and sets. */
  private collect(code: number): boolean {
    switch (code) {
      case 0x28: // MARK
        this.marks.push(this.stack.length);
        return true;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        return this.push([]);
      case 0x7d: // EMPTY_DICT
        return this.push(new Map());
      case 0x8f: // EMPTY_SET
        return this.push(new Set());
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.push(this.popMany(code - 0x84));
      case 0x74: // TUPLE
      case 0x6c: // LIST
        return this.push(this.popToMark());
      case 0x64: // DICT
        return this.push(this.putAll(new Map(), this.popToMark()));
      case 0x91: // FROZENSET
        return this.push(new Set(this.popToMark()));
      case 0x61: // APPEND
        return this.append(this.popMany(1));
      case 0x65: // APPENDS
        return this.append(this.popToMark());
      case 0x73: // SETITEM
        return this.setItems(this.popMany(2));
      case 0x75: // SETITEMS
        return this.setItems(this.popToMark());
      case 0x90: // ADDITEMS
        return this.addItems(this.popToMark());
      default:
        return false;
    }
  }

  /** The memo, names, and what is made by them. */
  private refer(code: number): boolean {
    const { cursor, stack, memo } = this;
    switch (code) {
      case 0x30: // POP
        if (stack.length > this.floor) stack.pop();
        else if (this.marks.pop() === undefined) cursor.fail('nothing is left to pop');
        return true;
      case 0x31: // POP_MARK
        this.popToMark();
        return true;
      case 0x32: // DUP
        return stack.push(this.top()) > 0;
      case 0x71: // BINPUT
        return this.remember(cursor.u8());
      case 0x72: // LONG_BINPUT
        return this.remember(cursor.u32());
      case 0x70: // PUT
        return this.remember(this.memoKey());
      case 0x94: // MEMOIZE
        return this.remember(memo.size);
      case 0x68: // BINGET
        return this.recall(cursor.u8());
      case 0x6a: // LONG_BINGET
        return this.recall(cursor.u32());
      case 0x67: // GET
        return this.recall(this.memoKey());
      case 0x63: // GLOBAL
        return stack.push(this.host.find(cursor.line(), cursor.line())) > 0;
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = this.popMany(2);
        if (typeof module !== 'string' || typeof name !== 'string') return cursor.fail('a class is named by two texts');
        return stack.push(this.host.find(module, name)) > 0;
      }
      case 0x51: // BINPERSID
        return this.push(this.host.persistent(this.pop()));
      case 0x52: // REDUCE
      case 0x81: {
        // NEWOBJ
        const [made, args] = this.popMany(2);
        return this.push(this.make(made, args));
      }
      case 0x92: {
        // NEWOBJ_EX
        const [made, args] = this.popMany(3);
        return this.push(this.make(made, args));
      }
      case 0x69: {
        // INST
        const made = this.host.find(cursor.line(), cursor.line());
        return this.push(this.make(made, this.popToMark()));
      }
      case 0x6f: {
        // OBJ
        const [made, ...args] = this.popToMark();
        return this.push(this.make(made, args));
      }
      case 0x62: // BUILD
        return this.build(this.pop());
      default:
        return false;
    }
  }

  private make(made: unknown, args: unknown): unknown {
    if (!(made instanceof PickleClass)) return this.cursor.fail('something is called that is no class of a state dict');
    if (!Array.isArray(args)) return this.cursor.fail(`${made.name} is called without a tuple of arguments`);
    // What a call may look at counts as made by it: a list that many calls share would cost each of them its length.
    this.count(args.length);
    for (const arg of args) if (Array.isArray(arg)) this.count(arg.length);
    return made.make(args);
  }

  /** Attributes, `_metadata` of a state dict for one, are of no interest; what has none cannot be given any. */
  private build(state: unknown): boolean {
    const object = this.top();
    const attributes = state instanceof Map || Array.isArray(state) || state === null;
    if (!attributes || !(object instanceof Map || object instanceof InertObject)) {
      this.cursor.fail('BUILD is for the attributes of objects; here is neither');
    }
    return true;
  }

  private get floor(): number {
    return this.marks.at(-1) ?? 0;
  }

  private push(value: unknown): boolean {
    this.count(1);
    return this.stack.push(value) > 0;
  }

  private count(containers: number): void {
    this.containers += containers;
    if (this.containers > maxContainers) this.cursor.fail(`more than ${maxContainers} lists, dicts and objects`);
  }

  private top(): unknown {
    if (this.stack.length <= this.floor) this.cursor.fail('nothing is on the stack');
    return this.stack[this.stack.length - 1];
  }

  private pop(): unknown {
    const value = this.top();
    this.stack.length--;
    return value;
  }

  private popMany(count: number): unknown[] {
    const from = this.stack.length - count;
    if (from < this.floor)
      this.cursor.fail(`${count} values are wanted, the stack has ${this.stack.length - this.floor}`);
    return this.stack.splice(from);
  }

  private popToMark(): unknown[] {
    const mark = this.marks.pop();
    if (mark === undefined) return this.cursor.fail('no mark is on the stack');
    return this.stack.splice(mark);
  }

  private append(values: readonly unknown[]): boolean {
    const list = this.top();
    if (!Array.isArray(list)) return this.cursor.fail('values are appended to what is no list');
    for (const value of values) list.push(value);
    return true;
  }

  private addItems(values: readonly unknown[]): boolean {
    const set = this.top();
    if (!(set instanceof Set)) return this.cursor.fail('values are added to what is no set');
    for (const value of values) set.add(value);
    return true;
  }

  private setItems(pairs: readonly unknown[]): boolean {
    const dict = this.top();
    if (!(dict instanceof Map)) return this.cursor.fail('keys are set on what is no dict');
    this.putAll(dict, pairs);
    return true;
  }

  private putAll(dict: Map<unknown, unknown>, pairs: readonly unknown[]): Map<unknown, unknown> {
    if (pairs.length % 2 !== 0) this.cursor.fail('a key has no value');
    for (let i = 0; i < pairs.length; i += 2) dict.set(pairs[i], pairs[i + 1]);
    return dict;
  }

  private remember(key: number): boolean {
    this.memo.set(key, this.top());
    return true;
  }

  private recall(key: number): boolean {
    if (!this.memo.has(key)) this.cursor.fail(`the memo has no entry ${key}`);
    return this.stack.push(this.memo.get(key)) > 0;
  }

  private memoKey(): number {
    const text = this.cursor.line();
    return /^\d{1,9}$/.test(text) ? Number(text) : this.cursor.fail(`'${text.slice(0, 40)}' is no key of the memo`);
  }

  private checkProtocol(version: number): void {
    if (version > newestProtocol) this.cursor.fail(`pickle protocol ${version}; ${newestProtocol} is the newest known`);
  }
}
