namespace HuddleBot.Cards.Templating;

/// <summary>
/// This member is made of our own words, numbers and dates alone. Only such members may stand where a client reads markup (Adaptive Cards: everything but a TextRun).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OurWordsAttribute : Attribute;
