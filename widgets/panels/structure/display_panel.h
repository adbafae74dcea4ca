#pragma once

#include "widgets/fields/choice_box.h"
#include "widgets/render/scene/display_options.h"

#include <QStringList>
#include <QWidget>
#include <functional>
#include <vector>

class QTabWidget;

namespace mbtr::gui {

class FieldGrid;
struct NumberLimits;

/// What a number of a DisplayPanel is called and may be.
struct DisplayNumber {
    const char* name; ///< object name
    QString label;
    QString toolTip;
    QString unit;
    QString whenEmpty; ///< what stands in the field then; only of optional ones
};

/// All choices about how structures are drawn, in four short tabs.
class DisplayPanel : public QWidget {
    Q_OBJECT

public:
    explicit DisplayPanel(QWidget* parent = nullptr);

    void setOptions(const DisplayOptions& options);
    /// Names of properties per atom: of one number or more, and of three.
    void setProperties(const QStringList& numbers, const QStringList& vectors);
    /// The atom the range can be put around: the one picked last, -1 where none is.
    void setPickedAtom(int atom);

signals:
    /// By the user only.
    void edited(const mbtr::gui::DisplayOptions& options);

private:
    FieldGrid* addPage(const QString& title, const char* name);
    void makeStylePage();
    void makeColorPage();
    void makeLabelPage();
    void makeCellPage();
    void addSwitch(FieldGrid* page, const char* name, const QString& text, const QString& toolTip,
                   std::function<bool&(DisplayOptions&)> member);
    void addChoice(FieldGrid* page, const DisplayNumber& field, const QList<Choice>& choices,
                   std::function<int(const DisplayOptions&)> get, std::function<void(DisplayOptions&, int)> set);
    void addProperty(FieldGrid* page, const DisplayNumber& field, const QString& none, bool vectors,
                     std::function<void(DisplayOptions&, const std::string&)> set,
                     std::function<std::string(const DisplayOptions&)> get);
    void addNumber(FieldGrid* page, const DisplayNumber& field, const NumberLimits& limits,
                   std::function<std::optional<double>(const DisplayOptions&)> get,
                   std::function<void(DisplayOptions&, std::optional<double>)> set);
    void change(const std::function<void(DisplayOptions&)>& set);
    void showOptions();

    DisplayOptions m_options;
    QStringList m_numbers;
    QStringList m_vectors;
    int m_picked = -1;
    QTabWidget* m_tabs;
    std::vector<std::function<void()>> m_showers; ///< each shows its part of m_options without a signal
};

} // namespace mbtr::gui
