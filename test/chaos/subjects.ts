/**
 * Whose story a request belongs to. Ids are random in every run and teachers are not, so what befalls a request is drawn by its
 * teacher: whatever else goes on at once, the same story then meets the same faults.
 */
import { teacherId } from './program.ts';

const TEACHER = /T-\d{4}|teacher\.(\d{4})(?:%40|@)/g;
/** UUIDs, and what claims and credentials are named by. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![\w-])(?:[\w-]{22}|[\w-]{43})(?![\w-])/g;

/** The teacher whom a text names, itself or by an id that was named together with them before; '' for nobody or several. */
export const openSubjects = () => {
  const teachers = new Map<string, string>();
  return (text: string): string => {
    const named = new Set([...text.matchAll(TEACHER)].map(([id, n]) => (n === undefined ? id : teacherId(Number(n)))));
    const ids = text.match(ID) ?? [];
    if (named.size === 0) for (const id of ids) if (teachers.has(id)) named.add(teachers.get(id) ?? '');
    const [subject = '', ...others] = named;
    if (others.length > 0) return '';
    if (subject !== '') for (const id of ids) teachers.set(id, subject);
    return subject;
  };
};
