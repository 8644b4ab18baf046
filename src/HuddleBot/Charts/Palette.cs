using HuddleBot.Core.Charts;

namespace HuddleBot.Charts;

/// <summary>The colours of a picture. Text stands out from the background by 4.5 to 1 and lines by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11); nothing is told by colour alone.</summary>
/// <param name="Score">Line and band.</param>
/// <param name="Fall">The mark of a drop.</param>
/// <param name="Hatch">The stripes of a gap.</param>
/// <param name="Band">How much of the score's colour the band has, 0 to 1.</param>
internal sealed record Palette(string Background, string Ink, string Quiet, string Grid, string Score, string Fall, string Hatch, double Band)
{
    public static Palette Of(Appearance appearance) => appearance == Appearance.Dark
        ? new("#1a1d21", "#f2f3f5", "#b8bcc4", "#363b42", "#5cb3f5", "#ff8a8a", "#565c66", 0.36)
        : new("#ffffff", "#1d1c1d", "#5a5e66", "#e1e4e8", "#1264a3", "#c4314b", "#b9bec6", 0.24);
}
