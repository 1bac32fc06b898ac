//! Filipino words.

use super::Words;

pub const WORDS: Words = Words {
    skip: "Lumaktaw sa mga pamantayan",
    search: "Hanapin ang tuntunin",
    search_hint: "Hanapin: refund, huli, reklamo …",
    results: "{} ang nakita",
    nothing: "Walang nakita para sa “{}”.",
    did_you_mean: "Ang ibig mo bang sabihin ay {}?",
    languages: "Mga wika",
    outline: "Lahat ng pamantayan",
    channel: "Daluyan",
    stage: "Yugto",
    role: "Tungkulin",
    any: "Lahat",
    shown: "{} sa {} pamantayan ang ipinapakita",
    print: "I-print",
    cannot_check: "Hindi masusuri ng pahinang ito ang sarili nito. Masusuri sa Plumbline ang nilagdaang edition file na may fingerprint na ito: {fingerprint}.",
    behind: "Ang bahagi ng saling ito ay mula sa rebisyon {number}. Ang tekstong {language} ang masusunod.",
    code: "Kodigo",
    title: "Pamagat",
    force_name: "Bisa",
    kind_name: "Uri",
    section: "Bahagi",
    statement: "Pamantayan",
    step: "Hakbang",
    owner: "May-ari",
    review_on: "Susunod na pagsusuri",
    waivers: "Sinadyang panatilihin",
};
