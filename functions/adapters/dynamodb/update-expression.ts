export interface UpdateExpression {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** Sets and removes attributes by name and leaves all others alone; every name is aliased, since many are reserved words. */
function updateExpression(set: Readonly<Record<string, unknown>>, remove: readonly string[]): UpdateExpression {
  const assigned = Object.entries(set).filter(([, value]) => value !== undefined);
  const setClause = assigned.map((_each, index) => `#s${index} = :s${index}`).join(', ');
  const removeClause = remove.map((_each, index) => `#r${index}`).join(', ');
  return {
    UpdateExpression: [`SET ${setClause}`, ...(remove.length === 0 ? [] : [`REMOVE ${removeClause}`])].join(' '),
    ExpressionAttributeNames: Object.fromEntries([
      ...assigned.map(([name], index): [string, string] => [`#s${index}`, name]),
      ...remove.map((name, index): [string, string] => [`#r${index}`, name]),
    ]),
    ExpressionAttributeValues: Object.fromEntries(assigned.map(([, value], index) => [`:s${index}`, value])),
  };
}

/** The update that turns `before` into `after` and keeps what others have written on the item. */
export function rewriteExpression(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): UpdateExpression {
  return updateExpression(after, Object.keys(before).filter((name) => after[name] === undefined));
}
