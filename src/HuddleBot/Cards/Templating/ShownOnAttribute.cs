using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Templating;

/// <summary>Only the templates of one platform show this member of a view; for those of another it is not there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShownOnAttribute(Platform platform) : Attribute
{
    public Platform Platform { get; } = platform;
}
