//! Telugu words.

use super::Words;

pub const WORDS: Words = Words {
    skip: "ప్రమాణాలకు వెళ్లండి",
    search: "నియమం వెతకండి",
    search_hint: "నియమం వెతకండి: వాపసు, ఆలస్యం, ఫిర్యాదు …",
    results: "{} దొరికాయి",
    nothing: "“{}” కోసం ఏమీ దొరకలేదు.",
    did_you_mean: "మీ ఉద్దేశం {} కావచ్చా?",
    languages: "భాషలు",
    outline: "అన్ని ప్రమాణాలు",
    channel: "మాధ్యమం",
    stage: "దశ",
    role: "పాత్ర",
    any: "అన్నీ",
    shown: "{} / {} ప్రమాణాలు కనిపిస్తున్నాయి",
    print: "ముద్రించు",
    cannot_check: "ఈ పేజీ తనను తాను తనిఖీ చేసుకోలేదు. ఈ వేలిముద్ర గల, సంతకం చేసిన ఎడిషన్ ఫైల్‌ను Plumbline తో తనిఖీ చేయవచ్చు: {fingerprint}.",
    behind: "ఈ అనువాదంలో కొంత సవరణ {number} నుంచి చేసినది. {language} పాఠమే ప్రామాణికం.",
    code: "కోడ్",
    title: "శీర్షిక",
    force_name: "బలం",
    kind_name: "రకం",
    section: "విభాగం",
    statement: "ప్రమాణం",
    step: "దశ",
    owner: "బాధ్యులు",
    review_on: "తదుపరి సమీక్ష",
    waivers: "కావాలనే ఉంచినవి",
};
