/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** A text in the source that a user may read. */
export interface Text {
	/** The property that holds it, such as `message` or `hint`; empty where it stands elsewhere. */
	readonly property: string;
	/** With `{name}` in place of each value. */
	readonly text: string;
	/** File and line. */
	readonly place: string;
	/** The object that it stands in. */
	readonly owner?: ts.Node;
}

/** A problem as a user reads it. Each of its two sentences may have several versions. */
export interface ProblemTexts {
	readonly messages: readonly string[];
	readonly descriptions: readonly string[];
	readonly place: string;
}

/** Every label, and every other text with a space in it, of the nodes and the credential. */
export function collectTexts(): Text[] {
	return ['credentials', 'nodes'].flatMap((folder) => filesIn(folder).flatMap(textsOf));
}

/** All objects that have both sentences of a problem. */
export function problemsIn(texts: readonly Text[]): ProblemTexts[] {
	const byOwner = new Map<ts.Node, Text[]>();
	for (const text of texts) {
		if (!text.owner || !isProblem(text.owner)) continue;
		byOwner.set(text.owner, [...(byOwner.get(text.owner) ?? []), text]);
	}
	return [...byOwner.values()].map((ofOwner) => ({
		messages: ofOwner.filter(({ property }) => property === 'message').map(({ text }) => text),
		descriptions: ofOwner
			.filter(({ property }) => property === 'description')
			.map(({ text }) => text),
		place: ofOwner[0].place,
	}));
}

function isProblem(owner: ts.Node): boolean {
	if (!ts.isObjectLiteralExpression(owner)) return false;
	const names = owner.properties.map((property) => property.name?.getText());
	return names.includes('message') && names.includes('description');
}

/** Cells and headers of lists: words that are recognised, not words that are shown. */
const NOT_SHOWN = /^nodes\/Recapture\/(values\/|list\/fields\.ts)/;

function filesIn(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((path) => path.endsWith('.ts') && !NOT_SHOWN.test(path))
		.sort();
}

function textsOf(path: string): Text[] {
	const code = readFileSync(join(ROOT, path), 'utf8');
	const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
	const texts: Text[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
		const text = textOf(node);
		const { property, owner } = text === undefined ? NOWHERE : holderOf(node);
		if (text !== undefined && isShown(property, text)) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			texts.push({
				property,
				owner,
				text,
				place: `${relative(ROOT, join(ROOT, path))}:${line + 1}`,
			});
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	const spans = node.templateSpans.map(
		({ expression, literal }) => `{${nameOf(expression)}}${literal.text}`,
	);
	return node.head.text + spans.join('');
}

/** A value by its name in the source; `…` where it has none. */
function nameOf(expression: ts.Expression): string {
	const text = expression.getText();
	return /^[\w.[\]]+$/.test(text) ? text : '…';
}

const NOWHERE: Pick<Text, 'property' | 'owner'> = { property: '' };

/** The property whose value the text is, or is a part or an alternative of. */
function holderOf(text: ts.Node): Pick<Text, 'property' | 'owner'> {
	for (let node = text.parent; node; node = node.parent) {
		if (ts.isPropertyAssignment(node)) return { property: node.name.getText(), owner: node.parent };
		// Within a call or a template it is a part of something else.
		if (ts.isStatement(node) || ts.isFunctionLike(node) || ts.isCallExpression(node)) break;
		if (ts.isTemplateExpression(node)) break;
	}
	return NOWHERE;
}

const LABELS = ['displayName', 'action', 'placeholder'];

function isShown(property: string, text: string): boolean {
	if (LABELS.includes(property)) return text !== '';
	return / /.test(text.trim()) && /[a-z]{2}/.test(text) && !/^=?\{\{|\(\?/.test(text);
}
