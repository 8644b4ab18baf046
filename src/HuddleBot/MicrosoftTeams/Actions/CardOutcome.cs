using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>What comes of a button or form: the closed set. How it reaches the person (in place, in a dialog, in a message) is the caller's concern.</summary>
public abstract record CardOutcome
{
    private CardOutcome() { }

    /// <summary>Decided; the posted cards change for everyone by themselves.</summary>
    public sealed record Decided(FrontlineTeam Team, IssueWithResponse Item) : CardOutcome;

    /// <summary>Done in a huddle; its posted card changes for everyone by itself.</summary>
    /// <param name="Card">As it stands now, for this person.</param>
    public sealed record DoneInHuddle(RenderedCard Card) : CardOutcome;

    /// <summary>An issue was raised; its card appears in the channel by itself.</summary>
    public sealed record Raised(RenderedCard Note) : CardOutcome;

    /// <summary>A form, a comment or a card for this person only.</summary>
    public sealed record Show(RenderedCard Card) : CardOutcome;

    /// <summary>The card as it stands now, for this person only.</summary>
    public sealed record Refreshed(RenderedCard Card) : CardOutcome;

    /// <summary>The form again, with what the person entered and what is wrong with it.</summary>
    /// <param name="Note">The same in one line, where no form can be shown.</param>
    public sealed record Mend(RenderedCard Form, RenderedCard Note) : CardOutcome;

    /// <summary>One line for this person.</summary>
    /// <param name="MayRepeat">It came to nothing: the same once more is worked on again.</param>
    public sealed record Say(RenderedCard Note, bool MayRepeat = false) : CardOutcome;
}
