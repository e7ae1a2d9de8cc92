/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** A text in the source that a user may read. */
export interface Text {
	/** The name of the property that holds it, such as `message` or `hint`; empty where it stands elsewhere. */
	readonly property: string;
	/** With `{name}` in place of each value. */
	readonly text: string;
	/** File and line. */
	readonly place: string;
	/** The object literal that it stands in, the same for the two sentences of a problem. */
	readonly owner?: ts.Node;
}

/** Every text with a space in it, and every label, of the nodes and the credential; in the order of the source. */
export function collectTexts(): Text[] {
	return ['credentials', 'nodes'].flatMap((folder) => filesIn(join(ROOT, folder)).flatMap(textsOf));
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.sort()
		.map((name) => join(folder, name));
}

function textsOf(path: string): Text[] {
	const source = ts.createSourceFile(
		path,
		readFileSync(path, 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const texts: Text[] = [];
	const visit = (node: ts.Node): void => {
		const text = textOf(node);
		if (text === undefined) {
			ts.forEachChild(node, visit);
			return;
		}
		const { property, owner } = holderOf(node);
		if (isRead(property, text)) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			texts.push({ property, owner, text, place: `${relative(ROOT, path)}:${line + 1}` });
		}
		// The values of a template may have texts of their own.
		if (ts.isTemplateExpression(node)) ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return '';
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

/** The property whose value the text is, or is a part or an alternative of. */
function holderOf(text: ts.Node): { readonly property: string; readonly owner?: ts.Node } {
	for (let node = text.parent; node; node = node.parent) {
		if (ts.isPropertyAssignment(node)) {
			return { property: node.name.getText(), owner: node.parent };
		}
		if (ts.isStatement(node) || ts.isFunctionLike(node) || ts.isCallExpression(node)) break;
	}
	return { property: '' };
}

const LABELS = ['displayName', 'action', 'placeholder'];

function isRead(property: string, text: string): boolean {
	if (LABELS.includes(property)) return text !== '';
	return / /.test(text.trim()) && /[a-z]{2}/.test(text) && !text.startsWith('={{');
}
