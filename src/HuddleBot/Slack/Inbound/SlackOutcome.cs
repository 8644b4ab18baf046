using HuddleBot.Core.Cards;
using HuddleBot.Hosting;

namespace HuddleBot.Slack.Inbound;

/// <summary>What a handler wants the person to see: the closed set. How it is said (in the answer, or later) is the edge's concern.</summary>
public abstract record SlackOutcome : IDeliveryOutcome
{
    private SlackOutcome() { }

    /// <summary>For the same delivery once more: this came to nothing final, work on it again.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Nothing to say; a form closes.</summary>
    /// <param name="WhenLate">Told privately when the answer had to go out before the work was done.</param>
    public sealed record Fine(RenderedCard? WhenLate = null) : SlackOutcome;

    /// <summary>A word to this person only; a form closes.</summary>
    public sealed record Tell(RenderedCard Note) : SlackOutcome;

    /// <summary>The form stays, with a line under a field.</summary>
    public sealed record FieldError(string BlockId, RenderedCard Note) : SlackOutcome;

    /// <summary>The form is replaced by another view that says why not.</summary>
    public sealed record ReplaceForm(RenderedCard Form, RenderedCard Note) : SlackOutcome;

    /// <summary>What to tell privately when the answer has gone out already; null: nothing.</summary>
    internal RenderedCard? LateNote => this switch
    {
        Fine fine => fine.WhenLate,
        Tell tell => tell.Note,
        FieldError error => error.Note,
        ReplaceForm replace => replace.Note,
        _ => null,
    };
}
