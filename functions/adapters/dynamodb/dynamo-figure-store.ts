import type { FigureStore } from '#domain/figures/figure-store';
import { countFigures, readCounted } from '#functions/adapters/dynamodb/count-figures';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { beginRebuild, endPart, readGenerations } from '#functions/adapters/dynamodb/figure-generations';
import { listScoreboard } from '#functions/adapters/dynamodb/list-scoreboard';
import { readOldestWaiting, readOpenWork, readPromises, readRecentDurations, readSettlements } from '#functions/adapters/dynamodb/read-figures';

/** The figures in a table of their own; keys and costs are in `docs/access-patterns.md`. */
export function createDynamoFigureStore(access: TableAccess): FigureStore {
  const table = documentTable(access);
  const live = async () => (await readGenerations(table)).live;
  return {
    generations: () => readGenerations(table),
    counted: (generation, dossierIds) => readCounted(table, generation, dossierIds),
    count: (generation, changes) => countFigures(table, generation, changes),
    scoreboard: async (request) => listScoreboard(table, await live(), request),
    openWork: async (place) => readOpenWork(table, await live(), place),
    promises: async (place, from, to) => readPromises(table, await live(), { place, from, to }),
    settlements: async (place, from, to) => readSettlements(table, await live(), { place, from, to }),
    oldestWaiting: async (place) => readOldestWaiting(table, await live(), place),
    recentDurations: async (agency, procedureCode, day) => readRecentDurations(table, await live(), { agency, procedureCode, day }),
    beginRebuild: (parts) => beginRebuild(table, parts),
    endPart: (generation, part) => endPart(table, generation, part),
  };
}
