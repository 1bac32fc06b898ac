//! The documents' words in Telugu.

use handbook::{Clock, TimeLimit, Unit};

use super::Phrases;

/// The Telugu table.
pub(super) static PHRASES: Phrases = Phrases {
    edition: "సంచిక {number}",
    in_force_from: "{date} నుంచి అమలులో",
    issued_on: "విడుదల తేదీ: {date}",
    one_standard: "1 ప్రమాణం",
    many_standards: "{count} ప్రమాణాలు",
    about: "ఈ సంచిక గురించి",
    how_to_read: "ప్రమాణాన్ని ఎలా చదవాలి",
    force: ["తప్పనిసరి", "చేయాలి", "ఎప్పుడూ వద్దు"],
    force_meaning: [
        "దీన్ని ప్రతిసారీ చేస్తారు. చేయలేని సందర్భంలో బదులుగా ఏం చేయాలో ప్రమాణంలోనే ఉంటుంది.",
        "తర్వాత వివరించగల సరైన కారణం ఉంటే తప్ప దీన్ని చేస్తారు.",
        "కారణం ఏదైనా దీన్ని చేయరు.",
    ],
    whats_new: "ఏం మారింది",
    changed_since: "సంచిక {number} తర్వాత ఏం మారింది",
    first_edition: "ఇది మొదటి సంచిక. ఇందులోని ప్రతి ప్రమాణం కొత్తదే.",
    nothing_changed: "ముందు సంచిక తర్వాత ఏ ప్రమాణమూ మారలేదు.",
    added: "కొత్తవి",
    material: "మారినవి: చేయాల్సిన పని మారింది",
    editorial: "పదాలు మాత్రమే మారాయి: చేయాల్సిన పని అదే",
    withdrawn: "ఇకపై అమలులో లేనివి",
    fingerprint: "ఈ సంచిక గుర్తింపు సంఖ్య",
    fingerprint_use: "రెండు ప్రతుల గుర్తింపు సంఖ్య ఒకటే అయితే, వాటిలోని ప్రమాణాలు ప్రతి పదంలోనూ ఒకటే. \
        పోల్చడానికి బిగ్గరగా చదవండి.",
    signature: "సంతకం ఏం రుజువు చేస్తుంది",
    proof: "ఈ ఫైల్‌పై సరైన సంతకం ఉంటే, ఇది సంస్థ తాళంచెవి ఉన్నవారి నుంచి వచ్చిందని, ఆ తర్వాత మారలేదని \
        తెలుస్తుంది. ఇది చట్టపరమైన అర్హత గల ఎలక్ట్రానిక్ సంతకం కాదు; ఇంకేదీ ధ్రువీకరించదు. మీ వ్యూయర్ \
        సంతకాన్ని నిర్ధారించలేకపోతే, ఈ ఫైల్‌ను నకలుగా భావించండి.",
    contents: "విషయసూచిక",
    unsectioned: "ప్రమాణాలు",
    untitled: "శీర్షిక లేని ప్రమాణం",
    actor: "ఎవరు చేయాలి",
    audience: "ఎవరికి తెలియాలి",
    starts_when: "సమయం ఎప్పుడు మొదలవుతుంది",
    respond_within: "స్పందించాల్సిన గడువు",
    resolve_within: "పరిష్కరించాల్సిన గడువు",
    late_after: "దీని తర్వాత ఆలస్యం",
    measured: "ఎలా కొలుస్తారు",
    at_least: "{cases}: కనీసం {percent} % {done}{within}{per}",
    at_most: "{cases}: గరిష్ఠంగా {percent} % {done}{within}{per}",
    within: "; గడువు: {limit}",
    per: [
        "; ప్రతి రోజూ లెక్కిస్తారు",
        "; ప్రతి వారం లెక్కిస్తారు",
        "; ప్రతి నెలా లెక్కిస్తారు",
        "; ప్రతి మూడు నెలలకు లెక్కిస్తారు",
        "; ప్రతి సంవత్సరం లెక్కిస్తారు",
    ],
    counted_from: "; ఆధారం: {source}",
    steps: "దశలు",
    may_decide: "మీరే నిర్ణయించవచ్చు",
    up_to: "{limit} వరకు",
    except: "మినహాయింపు",
    escalation: "గడువులోగా ముగించలేకపోతే",
    escalate_to: "అప్పగించాల్సినది: {role}",
    escalate_after: "{limit} తర్వాత అప్పగించాల్సినది: {role}",
    dos: "చేయండి",
    donts: "చేయవద్దు",
    script: "చెప్పాల్సిన మాటలు",
    role_play: "సాధన చేయండి",
    situation: "సందర్భం",
    good_answer: "మంచి జవాబు",
    why: "ఇది ఎందుకు చేస్తున్నాం",
    evidence: [
        "ఇంటర్వ్యూలు",
        "సర్వే",
        "ఫిర్యాదులు",
        "పరిశీలన",
        "సిబ్బంది అభిప్రాయాలు",
        "ప్రయోగాత్మక అమలు",
    ],
    references: "ఇవి కూడా చూడండి",
    owner: "బాధ్యత: {role}",
    review_on: "{date} లోగా సమీక్షించాలి",
    revision: "సవరణ {number}",
    approved_on: "ఆమోదం: {date}",
    approved_by: "ఆమోదం: {name}, {date}",
    glossary: "స్థిరమైన అర్థం గల పదాలు",
    roles: "పాత్రలు",
    page_of: "{pages} లో {page}",
    ask_newer: "{date} తర్వాత కొత్త సంచిక అడగండి",
    go_to: "{title}కు వెళ్లండి",
    stages: ["తెలుసుకోవడం", "పరిశీలించడం", "నిర్ణయించడం", "కొన్న తర్వాత", "ప్రతి దశ"],
    channels: [
        "ముఖాముఖి",
        "ఫోన్",
        "ఇ-మెయిల్",
        "చాట్",
        "సోషల్ మీడియా",
        "తపాలా",
        "వెబ్‌సైట్",
        "డెలివరీ",
    ],
    kinds: ["సేవ", "సంభాషణ", "ప్రవర్తన", "వేషధారణ", "పత్రాలు"],
    months: [
        "జనవరి",
        "ఫిబ్రవరి",
        "మార్చి",
        "ఏప్రిల్",
        "మే",
        "జూన్",
        "జూలై",
        "ఆగస్టు",
        "సెప్టెంబర్",
        "అక్టోబర్",
        "నవంబర్",
        "డిసెంబర్",
    ],
    date: "{day} {month} {year}",
    limit,
};

fn limit(limit: TimeLimit) -> String {
    let is_one = limit.amount.get() == 1;
    let (one, many) = match limit.unit {
        Unit::Seconds => ("సెకను", "సెకన్లు"),
        Unit::Minutes => ("నిమిషం", "నిమిషాలు"),
        Unit::Hours => ("గంట", "గంటలు"),
        Unit::Days => ("దినం", "దినాలు"),
        Unit::Weeks => ("వారం", "వారాలు"),
        Unit::Months => ("నెల", "నెలలు"),
    };
    let clock = match limit.clock {
        Clock::Calendar if limit.unit == Unit::Days => "క్యాలెండర్ ",
        Clock::Calendar => "",
        Clock::BusinessHours | Clock::WorkingDays => "పని ",
    };
    format!(
        "{} {clock}{}",
        limit.amount,
        if is_one { one } else { many }
    )
}
