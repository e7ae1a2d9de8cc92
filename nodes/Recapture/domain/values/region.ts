/** The markets of Recapture, as the vendor's query parameter `region` names them. */
export type Region = 'au' | 'nz' | 'uk' | 'my';
