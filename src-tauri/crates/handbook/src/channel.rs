//! The ways in which a customer meets the organisation.

use crate::words::serde_as_text;

/// A channel of service: one of the common ones, or the handbook's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Face to face, at a counter or on the customer's site.
    InPerson,
    /// Telephone.
    Phone,
    /// Electronic mail.
    Email,
    /// Live chat and messaging.
    Chat,
    /// Public posts and private messages on social media.
    SocialMedia,
    /// Letters and parcels by post.
    Post,
    /// The organisation's own web pages and forms.
    Website,
    /// Bringing goods or service to the customer.
    Delivery,
    /// A channel that the handbook itself names.
    Own(String),
}

impl Channel {
    /// The channels that every handbook starts with.
    pub const COMMON: &'static [Self] = &[
        Self::InPerson,
        Self::Phone,
        Self::Email,
        Self::Chat,
        Self::SocialMedia,
        Self::Post,
        Self::Website,
        Self::Delivery,
    ];

    /// Returns the channel's name in English, as files hold it.
    pub fn name(&self) -> &str {
        match self {
            Self::InPerson => "in person",
            Self::Phone => "phone",
            Self::Email => "e-mail",
            Self::Chat => "chat",
            Self::SocialMedia => "social media",
            Self::Post => "post",
            Self::Website => "website",
            Self::Delivery => "delivery",
            Self::Own(name) => name,
        }
    }
}

impl std::fmt::Display for Channel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl From<&str> for Channel {
    fn from(text: &str) -> Self {
        let name = text.trim();
        let plain = name.to_lowercase().replace('_', " ");
        let plain = if plain == "email" {
            "e-mail".to_string()
        } else {
            plain
        };
        let common = Self::COMMON.iter().find(|channel| channel.name() == plain);
        common
            .cloned()
            .unwrap_or_else(|| Self::Own(name.to_string()))
    }
}

impl std::str::FromStr for Channel {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}

serde_as_text!(Channel);
