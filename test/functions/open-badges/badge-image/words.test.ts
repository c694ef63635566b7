import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeImageWords, initialsOf } from '../../../../functions/open-badges/badge-image/words.ts';

describe('the initials of a name', () => {
  it.each([
    ['Retrieval Practice', 'RP'],
    ['The Science of Reading', 'SR'],
    ['Ciencia de la lectura', 'CL'],
    ['Questioning', 'Q'],
    ['  «AI» in “class” ', 'AC'],
    ['Co-teaching, with care', 'CT'],
    ['21st century', '2C'],
    ['Of the', 'OT'],
    ['éducation', 'É'],
    ['e\u0301tude n\u0303u', 'ÉÑ'],
    ['ñandú ßtern', 'Ñß'],
    ['القراءة المبكرة', 'قم'],
    ['ال', 'ا'],
    ['הוראה מותאמת', 'המ'],
    ['教师微证书', '教'],
    ['क्षेत्र ज्ञान', 'क्षेज्ञा'],
    ['👩🏽‍🏫 Coaching', '👩🏽‍🏫C'],
    ['🇪🇸 Español', '🇪🇸E'],
    [`Z${'\u0300'.repeat(99)}algo`, 'Z'],
    ['—?!', ''],
    ['', ''],
  ])('%s: %s', (name, initials) => expect(initialsOf(name).join('')).toBe(initials));

  it('are at most two, of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(initialsOf(name).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('the words of a picture', () => {
  it('say in English what the badge is and what the picture shows', () => {
    expect(badgeImageWords({ name: 'Co-teaching', tier: 2, tierName: 'Practitioner', language: 'en' })).toEqual({
      title: 'Badge “Co-teaching”, tier 2: Practitioner',
      description: 'A medal with the initials C T and 2 dots, one for each tier.',
    });
    expect(badgeImageWords({ name: '?', tier: 1, language: 'en' })).toEqual({
      title: 'Badge “?”, tier 1',
      description: 'A medal with a star and one dot for its tier.',
    });
  });

  it('say it in Spanish', () => {
    expect(badgeImageWords({ name: 'Lectura', tier: 3, tierName: 'Experta', language: 'es' })).toEqual({
      title: 'Insignia «Lectura», nivel 3: Experta',
      description: 'Una medalla con la inicial L y 3 puntos, uno por cada nivel.',
    });
    expect(badgeImageWords({ name: '¿?', tier: 1, language: 'es' }).description).toBe(
      'Una medalla con una estrella y un punto por su nivel.',
    );
  });
});
