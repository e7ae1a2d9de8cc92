import type { Region } from '../records';
import { hash, pick } from './chance';

/** Inventions with the look of each region. No real marketplace, plate or person is meant. */
interface Market {
	hosts: string[];
	models: string[];
	/** Whole units of the region's currency, for a car of the middle of its life. */
	price: number;
	states: string[];
	plate: string;
}

const MARKETS: Record<Region, Market> = {
	au: {
		hosts: ['wheels.example', 'carmarket.example', 'utes.example'],
		models: [
			'Toyota Corolla Ascent Sport Auto',
			'Mazda CX-5 Maxx Sport',
			'Ford Ranger XLT Auto 4x4',
		],
		price: 27_990,
		states: ['NSW', 'VIC', 'QLD', 'WA', 'SA', 'TAS', 'ACT', 'NT'],
		plate: 'AA00AA',
	},
	nz: {
		hosts: ['kiwicars.example', 'autoshed.example'],
		models: ['Mazda Axela 20S', 'Toyota Aqua S Hybrid', 'Suzuki Swift GLX'],
		price: 16_990,
		states: [],
		plate: 'AAA000',
	},
	uk: {
		hosts: ['motors.example', 'forecourt.example'],
		models: ['Ford Fiesta Zetec 1.0', 'Vauxhall Corsa SE', 'Nissan Qashqai N-Connecta'],
		price: 10_995,
		states: [],
		plate: 'AA00AAA',
	},
	my: {
		hosts: ['kereta.example'],
		models: ['Perodua Myvi 1.5 AV', 'Proton X50 Flagship', 'Honda City V'],
		price: 58_800,
		states: [],
		plate: 'AAA0000',
	},
};

export interface Listing {
	lead_id: string;
	listing_url: string;
	listing_title: string;
	listing_price: number;
}

/** A listing on one of the region's marketplaces; `number` is the marketplace's own, so it is never given twice. */
export function inventListing(region: Region, number: number, seed: number): Listing {
	const market = MARKETS[region];
	const host = pick(market.hosts, seed, 'host', number);
	const year = 2012 + (hash(seed, 'year', number) % 13);
	const priceSteps = (hash(seed, 'price', number) % 41) - 20;
	return {
		lead_id: `${region}_${host.replaceAll('.', '')}_${number}`,
		listing_url: `https://${host}/${region}/listing/${number}`,
		listing_title: `${year} ${pick(market.models, seed, 'model', number)}`,
		listing_price: market.price + priceSteps * 500,
	};
}

/** A plate in the region's pattern; different for each index below a few million. */
export function inventPlate(region: Region, index: number): string {
	let rest = index;
	const digit = (size: number) => {
		const value = rest % size;
		rest = Math.floor(rest / size);
		return value;
	};
	return [...MARKETS[region].plate]
		.reverse()
		.map((kind) => (kind === 'A' ? LETTERS[digit(LETTERS.length)] : String(digit(10))))
		.reverse()
		.join('');
}

/** A state for a customer; null where the region has none. */
export function inventState(region: Region, ...parts: Array<number | string>): string | null {
	const { states } = MARKETS[region];
	return states.length === 0 ? null : pick(states, ...parts);
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const VIN_LETTERS = [...'0123456789ABCDEFGHJKLMNPRSTUVWXYZ'];
/** Place and letter values of the check digit, from the public VIN standard (ISO 3779, 49 CFR 565). */
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const VIN_VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';

/** A well-formed VIN, its check digit right. */
export function inventVin(...parts: Array<number | string>): string {
	const base = hash(...parts);
	const letters: string[] = [];
	let sum = 0;
	for (const [at, weight] of VIN_WEIGHTS.entries()) {
		const letter = VIN_LETTERS[hash(base, at) % VIN_LETTERS.length];
		letters.push(letter);
		sum += weight * (VIN_VALUES.indexOf(letter) % 10);
	}
	letters[8] = sum % 11 === 10 ? 'X' : String(sum % 11);
	return letters.join('');
}
