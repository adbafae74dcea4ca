#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QPalette>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <cmath>

using namespace mbtr::gui;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio of the Web Content Accessibility Guidelines 2.1.
double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a) + 0.05;
    const double lb = luminance(b) + 0.05;
    return std::max(la, lb) / std::min(la, lb);
}

/// Ends the event loop when it hears of another palette.
class Listener : public QWidget {
protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange)
            QCoreApplication::quit();
    }
};

void addThemes()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void contrastIsKnown() { QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21); }

    void checkedButtonsStandOut_data() { addThemes(); }
    void checkedButtonsStandOut()
    {
        QFETCH(Theme, theme);
        applyTheme(theme);
        for (const bool raised : {false, true}) {
            QToolButton button;
            button.setCheckable(true);
            button.setAutoRaise(raised);
            button.resize(40, 24);
            const QColor free = button.grab().toImage().pixelColor(20, 0);
            button.setChecked(true);
            const QColor checked = button.grab().toImage().pixelColor(20, 0);
            QVERIFY2(contrast(checked, free) > 1.4 && contrast(checked, QApplication::palette().color(QPalette::Window)) > 3,
                     qPrintable(checked.name() + ' ' + free.name()));
        }
    }

    void textIsReadable_data() { addThemes(); }
    void textIsReadable()
    {
        QFETCH(Theme, theme);
        applyTheme(theme);
        const QPalette palette = QApplication::palette();
        for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button}) {
            for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
                QVERIFY2(contrast(palette.color(text), palette.color(ground)) >= 4.5,
                         qPrintable(QString("%1 on %2").arg(text).arg(ground)));
        }
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        for (const QColor& color : {warningColor(), errorColor(), accentColor()})
            QVERIFY2(contrast(color, palette.color(QPalette::Base)) >= 4.5, qPrintable(color.name()));
        QCOMPARE(isDark(), theme == Theme::Dark);
    }

    void widgetsHearOfAChange()
    {
        applyTheme(Theme::Light);
        Listener widget;
        widget.show();
        QTimer::singleShot(0, this, [] { // Qt tells widgets only while the application runs
            applyTheme(Theme::Dark);
            QTimer::singleShot(5000, qApp, &QCoreApplication::quit);
        });
        QApplication::exec();
        QCOMPARE(widget.palette().color(QPalette::Window), QApplication::palette().color(QPalette::Window));
    }

    void iconsFollowTheTheme()
    {
        const QIcon icon = themedIcon("cancel");
        const auto middle = [&] { return icon.pixmap(24, 24).toImage().pixelColor(12, 12); };
        applyTheme(Theme::Light);
        const QColor light = middle();
        applyTheme(Theme::Dark);
        const QColor dark = middle();
        QVERIFY(light.alpha() > 200 && dark.alpha() > 200);
        QVERIFY(light.lightness() < 100 && dark.lightness() > 150);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
