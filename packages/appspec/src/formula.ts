/** Functions a calculator's formula may call, with how many arguments each takes (at least, at most). */
const FORMULA_FUNCTIONS: Record<string, readonly [number, number]> = {
  min: [1, 8],
  max: [1, 8],
  round: [1, 2],
  floor: [1, 1],
  ceil: [1, 1],
  abs: [1, 1],
  sqrt: [1, 1],
  pow: [2, 2],
  ln: [1, 1],
  log10: [1, 1],
  exp: [1, 1],
};

export type Expression =
  | { type: "number"; value: number }
  | { type: "name"; name: string }
  | { type: "unary"; operator: "-"; operand: Expression }
  | { type: "binary"; operator: BinaryOperator; left: Expression; right: Expression }
  | { type: "conditional"; test: Expression; whenTrue: Expression; whenFalse: Expression }
  | { type: "call"; name: string; arguments: Expression[] };

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=";

export class FormulaError extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-zA-Z0-9]*)|(<=|>=|==|!=|[-+*/%^()<>?:,]))/y;
const MAX_DEPTH = 40;
const LEVELS: BinaryOperator[][] = [
  ["<", "<=", ">", ">=", "==", "!="],
  ["+", "-"],
  ["*", "/", "%"],
];

/** Parses a formula; `^` binds tightest and to the right, and unary minus is below it. Throws FormulaError with the place. */
export function parseFormula(source: string): Expression {
  const tokens = tokenize(source);
  let at = 0;
  const peek = () => tokens[at];
  const take = (text: string) => {
    if (tokens[at] !== text) throw new FormulaError(`Expected "${text}" but found "${tokens[at] ?? "the end"}" in "${source}"`);
    at += 1;
  };
  const conditional = (depth: number): Expression => {
    if (depth > MAX_DEPTH) throw new FormulaError(`Nested too deeply: "${source}"`);
    const test = binary(0, depth + 1);
    if (peek() !== "?") return test;
    take("?");
    const whenTrue = conditional(depth + 1);
    take(":");
    return { type: "conditional", test, whenTrue, whenFalse: conditional(depth + 1) };
  };
  const binary = (level: number, depth: number): Expression => {
    const operators = LEVELS[level];
    if (!operators) return unary(depth);
    let left = binary(level + 1, depth);
    for (let operator = operators.find((each) => each === peek()); operator; operator = operators.find((each) => each === peek())) {
      at += 1;
      left = { type: "binary", operator, left, right: binary(level + 1, depth) };
    }
    return left;
  };
  const unary = (depth: number): Expression => {
    if (depth > MAX_DEPTH) throw new FormulaError(`Nested too deeply: "${source}"`);
    if (peek() === "-") {
      at += 1;
      return { type: "unary", operator: "-", operand: unary(depth + 1) };
    }
    const left = primary(depth);
    if (peek() !== "^") return left;
    take("^");
    return { type: "binary", operator: "^", left, right: unary(depth + 1) };
  };
  const primary = (depth: number): Expression => {
    const token = peek();
    if (token === undefined) throw new FormulaError(`The formula ends too early: "${source}"`);
    at += 1;
    if (/^\d/.test(token)) return { type: "number", value: Number(token) };
    if (token === "(") {
      const inner = conditional(depth + 1);
      take(")");
      return inner;
    }
    if (!/^[a-z]/.test(token)) throw new FormulaError(`Unexpected "${token}" in "${source}"`);
    if (peek() !== "(") return { type: "name", name: token };
    take("(");
    const parameters = [conditional(depth + 1)];
    while (peek() === ",") {
      take(",");
      parameters.push(conditional(depth + 1));
    }
    take(")");
    return call(token, parameters, source);
  };
  const expression = conditional(0);
  if (at < tokens.length) throw new FormulaError(`Unexpected "${tokens[at]}" in "${source}"`);
  return expression;
}

function call(name: string, parameters: Expression[], source: string): Expression {
  const arity = Object.hasOwn(FORMULA_FUNCTIONS, name) ? FORMULA_FUNCTIONS[name] : undefined;
  if (!arity) throw new FormulaError(`Unknown function "${name}" in "${source}"; known: ${Object.keys(FORMULA_FUNCTIONS).join(", ")}`);
  if (parameters.length < arity[0] || parameters.length > arity[1])
    throw new FormulaError(`"${name}" takes ${arity[0]} to ${arity[1]} arguments in "${source}"`);
  return { type: "call", name, arguments: parameters };
}

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new FormulaError(`Unexpected "${source.slice(from).trim().slice(0, 12)}" in "${source}"`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? "");
  }
  return tokens;
}

/** The names a formula reads. */
export function namesIn(expression: Expression): string[] {
  switch (expression.type) {
    case "number":
      return [];
    case "name":
      return [expression.name];
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case "conditional":
      return [...namesIn(expression.test), ...namesIn(expression.whenTrue), ...namesIn(expression.whenFalse)];
    case "call":
      return expression.arguments.flatMap(namesIn);
  }
}
