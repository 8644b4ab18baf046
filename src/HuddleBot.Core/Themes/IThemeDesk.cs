using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Themes;

/// <summary>What the chat adapters ask for about themes: authorize, decide, save, announce. Platform-neutral.</summary>
public interface IThemeDesk
{
    /// <summary>Does what a person asked for. The same <paramref name="operation"/> again is <see cref="ThemeReply.AlreadyDone"/>.</summary>
    Task<ThemeReply> DoAsync(ThemeId theme, Actor actor, string operation, ThemeCommand command, CancellationToken cancellationToken);

    /// <summary>Whether the person may open this now, and what it shows.</summary>
    /// <param name="page">For <see cref="ThemeForm.Evidence"/>, from 0.</param>
    Task<LookReply> LookAsync(ThemeId theme, Actor actor, ThemeForm form, int page, CancellationToken cancellationToken);
}

public enum ThemeForm
{
    /// <summary>No form: the card as it stands now.</summary>
    Card,

    /// <summary>The customers' words, for the eyes of whoever asks.</summary>
    Evidence,
    Accept,
    Decline,
    Resolve,
    Rename,
}

public abstract record ThemeReply
{
    private ThemeReply() { }

    public sealed record Done(ThemeView View) : ThemeReply;

    /// <summary>This very click has been worked on before.</summary>
    public sealed record AlreadyDone(ThemeView View) : ThemeReply;

    /// <param name="Team">One of the teams concerned; null where not even the theme is known.</param>
    public sealed record Refused(FrontlineTeam? Team, Refusal Refusal) : ThemeReply;
}
